import { useId, useState } from 'react'
import type { ProfileView } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from './switch.tsx'
import { useCorrect, useProfile } from './use-rights.ts'

/** Name, e-mail for mail, picture: as the provider said them, until the person puts them right. */
export function CorrectSection() {
  const profile = useProfile()
  return (
    <section aria-labelledby="correct-heading" className="grid gap-4">
      <h2 id="correct-heading" className="text-16">
        {tp('correct.title')}
      </h2>
      <p className="max-w-[68ch] text-ink-second">{tp('correct.text')}</p>
      {profile.isError && (
        <div className="flex flex-wrap items-center gap-3">
          <p>{faultText(profile.error)}</p>
          <Button onClick={() => void profile.refetch()}>{t('action.try-again')}</Button>
        </div>
      )}
      {profile.data !== undefined && (
        <CorrectForm key={JSON.stringify(profile.data)} profile={profile.data} />
      )}
    </section>
  )
}

const field =
  'min-h-10 w-full rounded-control border border-edge/70 bg-ground px-3 text-16 pointer-coarse:min-h-11'

function CorrectForm({ profile }: { profile: ProfileView }) {
  const { live } = useStudio()
  const id = useId()
  const [name, setName] = useState(profile.name)
  const [email, setEmail] = useState(profile.email)
  const correct = useCorrect()
  const isChanged = name !== profile.name || email !== profile.email
  /** What is put back to the provider's own word is no correction any more. */
  const worded = (typed: string, said: string) => (typed.trim() === said ? null : typed.trim())
  function save(change: Parameters<typeof correct.mutate>[0]): void {
    // The header and the account page show the same name.
    correct.mutate(change, { onSuccess: () => live.refresh() })
  }
  return (
    <form
      className="grid max-w-md gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isChanged) return
        const change = {
          ...(name === profile.name ? {} : { name: worded(name, profile.provider.name) }),
          ...(email === profile.email ? {} : { email: worded(email, profile.provider.email) }),
        }
        save(change)
      }}
    >
      <Field
        id={`${id}-name`}
        label={tp('correct.name')}
        said={profile.corrected.name ? profile.provider.name : undefined}
      >
        <input
          id={`${id}-name`}
          className={field}
          autoComplete="name"
          maxLength={200}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        id={`${id}-email`}
        label={tp('correct.email')}
        said={profile.corrected.email && profile.provider.email !== '' ? profile.provider.email : undefined}
      >
        <input
          id={`${id}-email`}
          className={field}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {profile.corrected.email && (
          <p className="text-13 text-ink-second">
            {profile.provider.email === ''
              ? tp('correct.email-no-news')
              : tp('correct.email-news', { said: profile.provider.email })}
          </p>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          blockedBy={
            correct.isPending ? tp('correct.saving') : isChanged ? undefined : tp('correct.unchanged')
          }
          className="aria-disabled:opacity-50"
        >
          {tp('correct.save')}
        </Button>
        {correct.isError && <p role="alert">{faultText(correct.error)}</p>}
      </div>
      <Switch
        label={tp('correct.picture')}
        text={tp(profile.provider.hasPicture ? 'correct.picture-kept' : 'correct.picture-none')}
        isOn={!profile.corrected.picture}
        isBusy={correct.isPending}
        onChange={(isKept) => save({ isPictureRemoved: !isKept })}
      />
    </form>
  )
}

function Field({
  id,
  label,
  said,
  children,
}: {
  id: string
  label: string
  /** What the provider says, where that is something else. */
  said: string | undefined
  children: React.ReactNode
}) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-13 text-ink-second">
        {label}
      </label>
      {children}
      {said !== undefined && <p className="text-13 text-ink-second">{tp('correct.said', { said })}</p>}
    </div>
  )
}
