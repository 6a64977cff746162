import { expect, it } from 'vitest'
import { doorsOf } from '../../tools/local/doors.ts'
import { declaredFunctions } from '../../tools/local/functions.ts'

it('tells which platform may send what, by the routes', () => {
  const doors = doorsOf(declaredFunctions({}).flatMap(({ routes }) => routes))
  const told = doors.map(({ platform, takesNotifications, takesCommands }) =>
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
