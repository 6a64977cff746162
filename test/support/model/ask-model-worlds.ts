import type { AskWorld } from './ask-model-world.ts'

const MINUTE = 60_000
const nothing = { notifications: [], announcements: [], disturbances: 0 }

/** Worlds that are small enough to go every way. */
export const smallWorlds: readonly (readonly [name: string, world: AskWorld])[] = [
  [
    'an announcement, and its message comes twice',
    {
      ...nothing,
      truth: [[0, 'SUCCESS']],
      announcements: [{ at: 0, delayMs: 0 }],
      disturbances: 1,
      befalls: ['doubles'],
    },
  ],
  [
    'two announcements at once',
    {
      ...nothing,
      truth: [[0, 'SUCCESS']],
      announcements: [
        { at: 0, delayMs: 0 },
        { at: 0, delayMs: 0 },
      ],
    },
  ],
  [
    'a crash anywhere',
    {
      ...nothing,
      truth: [
        [0, 'PROCESSING'],
        [MINUTE / 2, 'SUCCESS'],
      ],
      announcements: [{ at: 0, delayMs: 0, forMs: 2 * MINUTE }],
      disturbances: 2,
      befalls: ['crashes'],
    },
  ],
  [
    'a fault anywhere',
    {
      ...nothing,
      truth: [
        [0, 'PROCESSING'],
        [MINUTE / 2, 'SUCCESS'],
      ],
      announcements: [{ at: 0, delayMs: 0, forMs: 2 * MINUTE }],
      disturbances: 1,
      befalls: ['faults'],
    },
  ],
  [
    'the end of the time, and who joins just then',
    {
      ...nothing,
      truth: [[0, 'PROCESSING']],
      announcements: [
        { at: 0, delayMs: 0, forMs: MINUTE },
        { at: MINUTE / 2, delayMs: MINUTE / 2, forMs: 2 * MINUTE },
      ],
    },
  ],
  [
    'a notification that comes while it is asked',
    {
      ...nothing,
      truth: [[0, 'SUCCESS']],
      notifications: [{ at: 0, state: 'FAIL' }],
      announcements: [{ at: 0, delayMs: 0 }],
    },
  ],
  [
    'an old answer after two finals',
    {
      ...nothing,
      truth: [
        [0, 'FAIL'],
        [MINUTE / 2, 'SUCCESS'],
      ],
      notifications: [{ at: MINUTE / 2, state: 'SUCCESS' }],
      announcements: [{ at: 0, delayMs: 0 }],
      disturbances: 2,
      befalls: ['replays'],
    },
  ],
  [
    'a message that comes twice, and a crash',
    {
      ...nothing,
      truth: [[0, 'PROCESSING']],
      announcements: [{ at: 0, delayMs: 0, forMs: MINUTE }],
      disturbances: 1,
      befalls: ['doubles', 'crashes'],
    },
  ],
  [
    'an object that is not known',
    {
      ...nothing,
      truth: [[0, 'ABSENT']],
      announcements: [{ at: 0, delayMs: 0, forMs: 2 * MINUTE }],
      disturbances: 1,
      befalls: ['crashes'],
    },
  ],
]
