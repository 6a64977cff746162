import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CallRow } from '../view.ts'
import { advance, newView, topToShow } from './list-view.ts'
import { rowHeight } from './media.ts'
import { active, address, isHalted } from './state.ts'

/** Where the list stands in the box that scrolls it: what is read stays, and the row that the keyboard is on is seen. */
export function useListPlace(rows: readonly CallRow[]) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef(newView)
  const owed = useRef(0)
  const scrolled = useSignal(0)
  const height = useSignal(600)
  const follows = scrolled.value < 1 && active.value === undefined && !isHalted.value
  const { filter } = address.value
  const before = { ...view.current, top: scrolled.value }
  view.current = advance(before, rows, { filter, rowHeight: rowHeight.value, follows })
  owed.current += view.current.top - before.top

  useLayoutEffect(() => {
    // Nothing else, or it would fight against a scroll that is on its way.
    if (!box.current || Math.abs(owed.current) < 1) return
    box.current.scrollTop += owed.current
    owed.current = 0
    scrolled.value = box.current.scrollTop
  })
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      height.value = box.current?.clientHeight ?? 0
    })
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [height])
  useLayoutEffect(() => {
    const at = rows.findIndex(({ id }) => id === active.value)
    if (at < 0 || !box.current) return
    box.current.scrollTop = topToShow(at, box.current.scrollTop, box.current.clientHeight, rowHeight.value)
  }, [active.value, rows.length > 0])

  return {
    box,
    top: view.current.top,
    height: height.value,
    unseen: view.current.unseen,
    onScroll: (top: number) => {
      scrolled.value = top
    },
  }
}
