import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Pictures side by side in a narrow, a middling and a broad stage. */
    '--few'?: number
    '--some'?: number
    '--many'?: number
    /** No picture of the row is wider. */
    '--widest'?: string
  }
}
