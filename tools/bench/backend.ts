import { createServer } from 'node:http'
import { HOST, listen } from '../loopback/ports.ts'

/** The partner's system, forked: it tells its URL, answers each pay S at once, and ends when its parent lets go. */
const outcome = JSON.stringify({
  result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
  paymentId: 'mpp-8800011',
  paymentTime: '2025-11-20T10:15:31+09:00',
})

const server = createServer((request, response) => {
  const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end(outcome)
  request.resume().once('end', answer)
})
const port = await listen(server, 0)
process.once('disconnect', () => process.exit())
process.send?.(`http://${HOST}:${port}`)
