/** Words for moments so short that most people never read them; no spinner. */
export function Quiet({ text }: { text: string }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <p className="animate-rise text-ink-second [animation-delay:400ms]">{text}</p>
    </main>
  )
}
