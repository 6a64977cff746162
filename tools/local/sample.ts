import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const samples = join(import.meta.dirname, '../../test/samples')

/** A body that tells of a payment that nobody has heard of: the platform's sample, its ids ending in `-<run>`. */
export function freshNotification(platform: string, run: string): string {
  const sample = readFileSync(join(samples, platform, 'notifyPayment.request.json'), 'utf8')
  return sample.replace(/"(payment(?:Request)?Id|payTo(?:Request)?Id)": "([^"]+)"/g, `"$1": "$2-${run}"`)
}

/** The same with another first digit in the first amount. */
export function withOtherAmount(body: string): string {
  return body.replace(/"value": "(\d)/, (_, digit) => `"value": "${(Number(digit) % 9) + 1}`)
}
