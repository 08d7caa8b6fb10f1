import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Height of a row of pictures. */
    '--row'?: string
    /** Width over height of each picture of a row. */
    '--ratio'?: number
  }
}
