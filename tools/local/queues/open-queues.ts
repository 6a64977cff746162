import type { SQSRecord } from 'aws-lambda'
import type { DeclaredFunction } from '../../declared/functions.ts'
import { namesOf } from '../../declared/names-of-stage.ts'
import { declaredWatches, declaredWatchPattern } from '../../declared/watches.ts'
import type { Invocation } from '../environments.ts'
import { openLines } from '../files.ts'
import type { LocalFiles } from '../local-files.ts'
import { type EventSource, startEventSource } from './event-source.ts'
import { type LocalQueue, openQueue } from './local-queue.ts'

/** So many times shorter than on AWS is what a queue itself waits: a minute takes three seconds. */
const HURRY = 20

export interface Queues {
  readonly deadLetters: LocalQueue
  readonly watches: LocalQueue
  readonly watchesDeadLetters: LocalQueue
}

/** The queues of the stack, as infra/ describes them. */
export function openQueues(files: LocalFiles): Queues {
  const { DEAD_LETTERS, WATCHES, WATCHES_DEAD_LETTERS } = namesOf('local')
  const { delaySeconds, visibilitySeconds, mostReceives } = declaredWatches()
  const watchesDeadLetters = openLines(files.watchesDeadLetters)
  return {
    deadLetters: openQueue({ name: DEAD_LETTERS, file: openLines(files.deadLetters) }),
    watches: openQueue({
      name: WATCHES,
      file: openLines(files.watches),
      delaySeconds: delaySeconds / HURRY,
      visibilitySeconds,
      redrive: { mostReceives, to: watchesDeadLetters, name: WATCHES_DEAD_LETTERS },
    }),
    watchesDeadLetters: openQueue({ name: WATCHES_DEAD_LETTERS, file: watchesDeadLetters }),
  }
}

export interface Waking {
  invoke(functionName: string, event: unknown): Promise<Invocation>
  /** Takes a line about what went wrong, and is tried again. */
  report(line: string): void
}

/** Wakes the function that serverless.yml gives the queue of watches to. */
export function wakeBy(
  { watches }: Queues,
  functions: readonly DeclaredFunction[],
  { invoke, report }: Waking,
): EventSource | undefined {
  const asking = functions.find(({ queue }) => queue)
  if (!asking?.queue) return undefined
  return startEventSource({
    ...asking.queue,
    queue: watches,
    againAfterSeconds: declaredWatches().visibilitySeconds / HURRY,
    invoke: (Records: readonly SQSRecord[]) => invoke(asking.name, { Records }),
    report,
  })
}

/** Puts the detail of each event that the rule wants into the queue of watches. */
export function watchRule({ watches }: Queues): (event: object) => void {
  const pattern = Object.entries(declaredWatchPattern())
  return (event) => {
    const fields = new Map(Object.entries(event))
    if (pattern.every(([field, texts]) => texts.includes(fields.get(field)))) {
      watches.send(JSON.stringify(fields.get('detail')))
    }
  }
}
