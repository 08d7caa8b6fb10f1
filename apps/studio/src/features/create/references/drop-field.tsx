import { useEffect, useState } from 'react'
import { useStudio } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { addFiles } from './references.ts'

/** Pictures that are dropped anywhere on the studio, or pasted, are added. */
export function DropField({ takes }: { takes: boolean }) {
  const studio = useStudio()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!takes) return
    let depth = 0
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      depth += event.type === 'dragenter' ? 1 : 0
      setOver(true)
    }
    const leave = (): void => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      addFiles(studio, [...(event.dataTransfer?.files ?? [])])
    }
    const paste = (event: ClipboardEvent): void => {
      const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
      if (pictures.length === 0) return
      event.preventDefault()
      addFiles(studio, pictures)
    }
    addEventListener('dragenter', enter)
    addEventListener('dragover', enter)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragover', enter)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [studio, takes])
  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-ground/85 p-8">
      <p className="rounded-panel border border-dashed border-edge px-8 py-6 text-20">
        {t('references.drop')}
      </p>
    </div>
  )
}

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') === true
