import { expect, it } from 'vitest'
import { matchRoute } from '../../tools/local/routes.ts'

const keys = [
  'POST /acquirer/{proxy+}',
  'POST /acquirer/notify/{proxy+}',
  'POST /acquirer/notify',
  'GET /acquirer/notify',
]
const routes = keys.map((key) => ({ key, functionName: key }))

it.each([
  ['POST', '/acquirer/notify', 'POST /acquirer/notify'],
  ['POST', '/acquirer/notify/notifyPayment', 'POST /acquirer/notify/{proxy+}'],
  ['POST', '/acquirer/notify/a/b', 'POST /acquirer/notify/{proxy+}'],
  ['POST', '/acquirer/notifyPayment', 'POST /acquirer/{proxy+}'],
  ['POST', '/acquirer/notify/', 'POST /acquirer/{proxy+}'],
  ['GET', '/acquirer/notify', 'GET /acquirer/notify'],
  ['GET', '/acquirer/pay', undefined],
  ['POST', '/acquirer/', undefined],
  ['POST', '/acquirer', undefined],
  ['POST', '/', undefined],
])('%s %s goes to %s', (method, path, key) => {
  expect(matchRoute(routes, method, path)?.key).toBe(key)
})
