import type { Gateway, GatewayFailure, GatewayReply, GatewayRequest } from '../../../lib/inquiries/ports.ts'

interface MemoryGateway extends Gateway {
  readonly requests: readonly GatewayRequest[]
}

/** A gateway in memory that answers as it is told to. */
export function memoryGateway(
  answer: (request: GatewayRequest) => GatewayReply | GatewayFailure | Promise<GatewayReply | GatewayFailure>,
): MemoryGateway {
  const requests: GatewayRequest[] = []
  return {
    requests,
    async send(request) {
      requests.push(request)
      return answer(request)
    },
  }
}
