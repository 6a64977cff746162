import { type Block, svgOf } from './svg.ts'

/** As wide as a page of GitHub lets a picture be without making its letters smaller. */
export const COLUMNS = 124

/** The picture of a recorded story. */
export function picture(blocks: readonly Block[]): string {
  return svgOf('The workbench at work, in two shells', ['the receiver', 'a second shell'], COLUMNS, blocks)
}
