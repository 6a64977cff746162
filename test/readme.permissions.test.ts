import { expect, it } from 'vitest'
import { journal } from '../tools/operate/journal/program.ts'
import { receipts } from '../tools/operate/receipts/program.ts'
import { readPage } from './support/readme.ts'

const commands = [...receipts.commands, ...journal.commands]

/** What the row of the table says: `sqs:GetQueueUrl`, `SendMessage`; a command in its place stands for what it needs. */
function actionsNamed(cell: string): readonly string[] {
  let service = ''
  return [...cell.matchAll(/`([\w:-]+)`/g)].flatMap(([, name = '']) => {
    const command = commands.find((each) => each.name === name)
    if (command) return command.permissions.flatMap(({ actions }) => actions)
    if (name.includes(':')) [service = ''] = name.split(':')
    if (name.startsWith('--')) return []
    return [name.includes(':') ? name : `${service}:${name}`]
  })
}

it.each(commands)('docs/operate.md says which permissions $name needs', ({ name, permissions }) => {
  const row = readPage('docs/operate.md')
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\` |`) && line.split(' | ').length === 3)
  const needed = permissions.flatMap(({ actions }) => actions)
  const [, , cell = ''] = row?.split(' | ') ?? []
  expect([...new Set(actionsNamed(cell))].sort()).toEqual([...new Set(needed)].sort())
})
