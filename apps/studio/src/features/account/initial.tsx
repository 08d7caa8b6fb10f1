/** The first letter of a name. The picture at the identity provider is not loaded: that would tell them of each visit. */
export function Initial({ name, isLarge = false }: { name: string; isLarge?: boolean }) {
  const [letter = '?'] = name.trim().toUpperCase()
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center rounded-full border border-line bg-raised font-600 text-ink ${isLarge ? 'size-14 text-20' : 'size-8 text-13'}`}
    >
      {letter}
    </span>
  )
}
