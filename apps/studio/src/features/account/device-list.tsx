import { Laptop, Smartphone } from 'lucide-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Device } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { td } from '../../messages/devices/messages.ts'
import { t } from '../../messages/messages.ts'
import { formatAgo, formatMoment, formatTime } from '../../messages/moments.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toasts.tsx'

/** Every browser this account is signed in with, the present one first. */
export function DeviceList({ onSignOutHere }: { onSignOutHere(): void }) {
  const { client } = useStudio()
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: () => client.listDevices(),
  })
  if (devices.isPending) return <p className="py-4 text-ink-second">{td('devices.loading')}</p>
  if (devices.isError) {
    return (
      <div className="flex flex-wrap items-center gap-3 py-4">
        <p>{faultText(devices.error)}</p>
        <Button onClick={() => void devices.refetch()}>{t('action.try-again')}</Button>
      </div>
    )
  }
  const sorted = devices.data.devices.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt),
  )
  return (
    <ul className="grid">
      {sorted.map((device) => (
        <DeviceRow key={device.id} device={device} onSignOutHere={onSignOutHere} />
      ))}
    </ul>
  )
}

function DeviceRow({ device, onSignOutHere }: { device: Device; onSignOutHere(): void }) {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [isEnding, setEnding] = useState(false)
  const now = client.now()
  const isPhone = /android|iphone|ios|mobile/i.test(device.family ?? '')
  const Icon = isPhone ? Smartphone : Laptop
  async function end(): Promise<void> {
    setEnding(true)
    try {
      await client.endDevice(device.id)
      showToast({
        id: device.id,
        text: td('devices.ended', { time: formatTime(now) }),
      })
    } catch (error) {
      showToast({ id: device.id, text: faultText(error) })
    }
    setEnding(false)
    await queries.invalidateQueries({ queryKey: ['devices'] })
  }
  return (
    <li className="flex items-center gap-4 border-b border-line py-3 last:border-b-0">
      <Icon size={20} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-ink-second" />
      <div className="min-w-0 flex-1">
        <p className="font-500">
          {device.family ?? td('devices.forgotten')}
          <span className="font-400 text-ink-second">
            , {td('devices.since', { when: formatMoment(device.signedInAt, now) })}
          </span>
        </p>
        <p className="figures text-13 text-ink-second">
          {device.current
            ? td('devices.current')
            : td('devices.seen', { ago: formatAgo(device.lastSeenAt, now) })}
        </p>
      </div>
      <Button
        className="shrink-0"
        aria-label={td('devices.sign-out-of', {
          device: device.family ?? td('devices.forgotten'),
        })}
        blockedBy={isEnding ? td('devices.ending') : undefined}
        onClick={() => (device.current ? onSignOutHere() : void end())}
      >
        {t('action.sign-out')}
      </Button>
    </li>
  )
}
