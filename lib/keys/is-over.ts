/** Whether so many milliseconds have passed since then. A clock that was set back must not put anything off. */
export const isOver = (now: number, since: number, ms: number): boolean => now - since >= ms || now < since
