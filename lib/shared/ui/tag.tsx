const tones = {
  grey: 'bg-[#e6eaee] text-ink',
  blue: 'bg-brand-100 text-brand-900',
  green: 'bg-[#d5eedd] text-[#0d4a29]',
  yellow: 'bg-[#fdeec2] text-[#4d3900]',
  red: 'bg-[#fbdedb] text-[#761712]',
}

export type Tone = keyof typeof tones

export function Tag({ tone = 'grey', children }: { tone?: Tone; children: string }) {
  return <span className={`tag ${tones[tone]}`}>{children}</span>
}
