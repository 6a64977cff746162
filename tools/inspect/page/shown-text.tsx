import { piecesOf } from './invisible.ts'

interface ShownTextProps {
  readonly text: string
  /** Marks also the ends of lines and the spaces before them. */
  readonly lineEnds?: boolean
}

/**
 * What somebody sent, as text and nothing else. The mark of an invisible character is drawn beside it, so that what is
 * selected and copied is what came.
 */
export function ShownText({ text, lineEnds = false }: ShownTextProps) {
  return (
    <>
      {piecesOf(text, lineEnds).map((piece, index) =>
        piece.mark ? (
          <span key={index} class="mark" title={piece.mark.name} data-glyph={piece.mark.glyph}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </>
  )
}
