import { type Fault, faults } from '../alipay/faults.ts'
import { platforms, type Sample, samplesOf } from '../alipay/samples.ts'
import { unknownName } from '../terminal/nearest.ts'
import { wrongUsage } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** All that can be sent, by platform and kind. Throws a problem where there is no such platform. */
export function listMessages(platform: string | undefined, isJson: boolean, terminal: Terminal): void {
  if (platform !== undefined && !platforms.includes(platform)) {
    throw wrongUsage(unknownName('platform', platform, platforms))
  }
  const samples = (platform === undefined ? platforms : [platform]).flatMap(samplesOf)
  if (isJson) terminal.json(samples.map(({ platform, kind, name }) => ({ platform, kind, name })))
  else printGroups(samples, terminal)
}

function printGroups(samples: readonly Sample[], terminal: Terminal): void {
  const groups = Map.groupBy(samples, ({ platform, kind }) => `${platform}, ${kind}s`)
  for (const [heading, group] of groups) {
    terminal.print(terminal.paint('heading', heading))
    terminal.print(`  ${group.map(({ name }: Sample) => name).join('\n  ')}\n`)
  }
}

export function listFaults(isJson: boolean, terminal: Terminal): void {
  if (isJson) terminal.json(faults.map(({ name, what }) => ({ name, what })))
  else for (const { name, what } of faults) terminal.print(`${name.padEnd(23)} ${what}`)
}

export function faultNamed(name: string): Fault {
  const found = faults.find((fault) => fault.name === name)
  if (found) return found
  const names = faults.map((fault) => fault.name)
  throw wrongUsage(
    `${unknownName('fault', name, names)} (all of them: \`npm run alipay -- send --fault list\`)`,
  )
}
