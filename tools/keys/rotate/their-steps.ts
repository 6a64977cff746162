import { problem } from '../../terminal/problem.ts'
import { oneLineOf } from '../public-half.ts'
import { addEntry, entryAt, removeEntries } from './edit-secret.ts'
import { eccMembers, oldIndices, oldVersions, type Step } from './step.ts'

const TWO_DAYS_MS = 172_800_000

/** A new key of the platform's: messages verify under both until none comes under the old one. */
export const theirSteps: readonly Step[] = [
  {
    name: 'add',
    title: ({ to }) => `messages under version ${to} verify, beside those under the old one`,
    isDone: ({ next }) => next !== undefined,
    beforehand: ({ console }) => [
      `Copy the new public key out of the ${console.name} into a file, and name it with --key <file>.`,
      'Let `keys check <file> --as verifying` look at it first.',
    ],
    edit({ part, place, to }, key) {
      if (key?.type !== 'public')
        throw problem("--key must hold the platform's new public key, as its console shows it")
      return addEntry(part.text, place, {
        version: to,
        key: oneLineOf(key),
        ...eccMembers(entryAt(part.text, place, 0), key),
      })
    },
  },
  {
    name: 'remove',
    title: (state) =>
      state.old.length > 0 ? `the secret no longer has version ${oldVersions(state)}` : 'the old key is gone',
    isDone: ({ old }) => old.length === 0,
    needs: 'seen',
    waitMs: TWO_DAYS_MS,
    beforehand: ({ console, client, to }) => [
      'Not before messages came under the new key, and for two days none under the old one: resends go on for 24 hours.',
      'In the log (CloudWatch Logs Insights, the log groups of the functions of this platform):',
      `filter platform = "${console.platform.name}" and clientId = "${client.clientId}" | stats count(), max(@timestamp) by keyVersion`,
      `Version ${to} must be there, and no other one in the last two days.`,
    ],
    edit: (state) => removeEntries(state.part.text, state.place, oldIndices(state)),
  },
]
