import { problem } from '../../terminal/problem.ts'
import { guessNote, REPLACES } from '../consoles.ts'
import { privateLineOf } from '../generate/new-pair.ts'
import { oneLineOf } from '../public-half.ts'
import { addEntry, entryAt, removeEntries, setCurrent } from './edit-secret.ts'
import { eccMembers, oldIndices, oldVersions, type Step } from './step.ts'

const DAY_MS = 86_400_000

/** A new key of ours: replies are signed under the old one until the platform can check the new one. */
export const ourSteps: readonly Step[] = [
  {
    name: 'add',
    title: ({ to }) => `version ${to} stands in the secret, beside the one that signs`,
    isDone: ({ next }) => next !== undefined,
    beforehand: () => [
      'It makes a new pair, of the same algorithm, or takes the private key of --key <file>.',
    ],
    edit(state, key) {
      const { part, place, to, client } = state
      if (key?.type !== 'private') throw problem('--key must hold a private key: the new key signs replies')
      const signing = client.signing.findIndex(({ signs }) => signs)
      const held = entryAt(part.text, place, Math.max(signing, 0))
      // Where none is current the newest version signs: the new key would, before anybody can check it.
      const text = held.current === true ? part.text : setCurrent(part.text, place, Math.max(signing, 0))
      return addEntry(text, place, { version: to, key: privateLineOf(key), ...eccMembers(held, key) })
    },
  },
  {
    name: 'switch',
    title: ({ to }) => `version ${to} signs, and its public half stands in the console`,
    isDone: ({ next }) => next?.signs === true,
    needs: 'uploaded',
    beforehand: ({ next, console }) => [
      `Paste this public half into the ${console.name}: ${console.way}.${guessNote(console)}`,
      next?.publicKey ? oneLineOf(next.publicKey) : 'the new key cannot be read: `keys check` says why',
      `${REPLACES}. Go on at once: what is answered meanwhile is sent again.`,
    ],
    edit: ({ part, place, client, next }) =>
      setCurrent(part.text, place, next ? client.signing.indexOf(next) : -1),
  },
  {
    name: 'remove',
    title: (state) =>
      state.old.length > 0 ? `the secret no longer has version ${oldVersions(state)}` : 'the old key is gone',
    isDone: ({ old }) => old.length === 0,
    waitMs: DAY_MS,
    needsProof: true,
    beforehand: ({ to }) => [
      'A day after the switch. Until then there is a way back: make the old entry current again.',
      `Look whether the platform complains of signatures under version ${to}.`,
    ],
    edit: (state) => removeEntries(state.part.text, state.place, oldIndices(state)),
  },
]
