import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLES } from './samples.ts'

/** A body about a payment that nobody has heard of: the platform's sample, its ids ending in `-<run>`. */
export function freshNotification(platform: string, run: string): string {
  const sample = readFileSync(join(SAMPLES, platform, 'notifyPayment.request.json'), 'utf8')
  return sample.replace(/"(payment(?:Request)?Id|payTo(?:Request)?Id)": "([^"]+)"/g, `"$1": "$2-${run}"`)
}

const HOUR = 3_600_000

/**
 * A command that nobody has heard of: the platform's sample of the API, the ids of what it is about ending in `-<run>`,
 * and an hour left to begin it.
 */
export function freshCommand(platform: string, api: string, run: string, changes: object = {}): string {
  const sample = readFileSync(commandFile(platform, api), 'utf8')
  const fresh = sample
    .replace(/"((?:\w+Request|payment|refund)Id|auth(?:Code|State))": "([^"]+)"/g, `"$1": "$2-${run}"`)
    .replace(/("paymentExpiryTime": )"[^"]+"/, `$1"${new Date(Date.now() + HOUR).toISOString()}"`)
  return JSON.stringify({ ...JSON.parse(fresh), ...changes }, null, 2)
}

/** Whether there is a sample of the platform's command. */
export function isCommand(platform: string, api: string): boolean {
  return /^\w+$/.test(api) && existsSync(commandFile(platform, api))
}

/** The same with another first digit in the first amount. */
export function withOtherAmount(body: string): string {
  return body.replace(/"value": "(\d)/, (_, digit) => `"value": "${(Number(digit) % 9) + 1}`)
}

function commandFile(platform: string, api: string): string {
  return join(SAMPLES, platform, 'commands', `${api}.request.json`)
}
