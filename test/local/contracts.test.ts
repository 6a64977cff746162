import { expect, it } from 'vitest'
import { declaredFunctions } from '../../tools/declared/functions.ts'
import { contractsOf } from '../../tools/local/contracts.ts'

it('tells which platform may send what, by the routes', () => {
  const contracts = contractsOf(declaredFunctions({}).flatMap(({ routes }) => routes))
  const told = contracts.map(({ platform, takesNotifications, takesCommands }) =>
    [platform, takesNotifications && 'notifications', takesCommands && 'commands'].filter(Boolean).join(' '),
  )
  expect(told).toEqual([
    'acquirer notifications commands',
    'antom notifications',
    'mini-program notifications commands',
    'wallet commands',
    'worldfirst notifications',
  ])
})
