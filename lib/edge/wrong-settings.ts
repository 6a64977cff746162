import type { Platform } from '../protocol/platform.ts'
import { resultBody } from '../protocol/result.ts'
import type { Observer } from './observer.ts'
import { plainResponse } from './reply.ts'

/** The handler behind HTTP API while a setting is wrong: one clear line, and the sender is asked to send again. */
export function unavailableHandler(line: string, { name, answers }: Platform, observer: Observer) {
  return async () => {
    observer.count(['wrong-settings'], name)
    observer.log('error', `wrong settings: ${line}`)
    return plainResponse({ status: 503, body: resultBody(answers.sendAgain) })
  }
}

/** The same for a function that Lambda itself calls again: the records stay where they are. */
export function failingHandler(line: string, observer: Observer) {
  return async (): Promise<never> => {
    observer.count(['wrong-settings'])
    observer.log('error', `wrong settings: ${line}`)
    const failure = new Error(`wrong settings: ${line}`)
    failure.stack = failure.message
    throw failure
  }
}
