import { useLayoutEffect, useRef, useState } from 'react'
import { t } from '../../../messages/messages.ts'

/** The words as they were asked, two lines of them until more are wanted. */
export function PromptText({ text }: { text: string | undefined }) {
  const paragraph = useRef<HTMLHeadingElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [isLong, setLong] = useState(false)
  useLayoutEffect(() => {
    const element = paragraph.current
    if (element === null || isOpen) return
    // Tall letters of some scripts overflow their own line a little; a hidden line is more than that.
    const measure = (): void => setLong(element.scrollHeight > element.clientHeight * 1.25)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [text, isOpen])
  return (
    <div className="max-w-[68ch]">
      <h2
        ref={paragraph}
        dir="auto"
        className={`text-16 leading-normal font-500 whitespace-pre-wrap [overflow-wrap:anywhere] ${isOpen ? '' : 'line-clamp-2'} ${text === undefined ? 'text-ink-second' : ''}`}
      >
        {text ?? t('row.no-prompt')}
      </h2>
      {isLong && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="-my-1.5 min-h-10 min-w-11 text-start text-13 text-ink-second underline hover:text-ink pointer-coarse:-my-2 pointer-coarse:min-h-11"
        >
          {isOpen ? t('row.less') : t('row.more')}
        </button>
      )}
    </div>
  )
}
