import { lazy, Suspense } from 'react'
import { useCell } from '../../../live/cell.ts'
import { useStudio } from '../../../live/studio.ts'
import { addFiles, isBrushOpen, references, takenTypes } from './references.ts'

const MaskBrush = lazy(async () => ({ default: (await import('../mask/mask-brush.tsx')).MaskBrush }))

/** The device's own dialog for choosing files, and the brush: there once, however the pictures are shown. */
export function PicturePicker() {
  const studio = useStudio()
  const isMasking = useCell(isBrushOpen)
  const [first] = useCell(references)
  return (
    <>
      <input
        type="file"
        multiple
        hidden
        data-picker=""
        accept={takenTypes.join(',')}
        onChange={({ target }) => {
          addFiles(studio, [...(target.files ?? [])])
          target.value = ''
        }}
      />
      {isMasking && first !== undefined && (
        <Suspense>
          <MaskBrush reference={first} onClose={() => isBrushOpen.set(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Lets the person choose pictures of the device. */
export function openPicker(): void {
  const picker = document.querySelector('[data-picker]')
  if (picker instanceof HTMLInputElement) picker.click()
}
