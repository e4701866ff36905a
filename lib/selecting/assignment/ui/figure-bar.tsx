/** A figure with a bar for it. */
export function Bar({ value, most }: { value: number; most: number }) {
  return (
    <span className="inline-flex items-center justify-end gap-3">
      {value}
      <progress
        aria-hidden="true"
        value={value}
        max={Math.max(1, most)}
        className="h-3 w-24 appearance-none overflow-hidden rounded-full border border-line bg-white [&::-moz-progress-bar]:bg-brand-700 [&::-webkit-progress-bar]:bg-white [&::-webkit-progress-value]:bg-brand-700"
      />
    </span>
  )
}
