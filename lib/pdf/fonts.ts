import { existsSync } from 'node:fs'
import path from 'node:path'
import { Font } from '@react-pdf/renderer'

// Read at run time from node_modules: a bundler must not take the files in.
const at = (...parts: string[]) => path.join(process.cwd(), 'node_modules', ...parts)
const fontsource = (script: string) =>
  at('@fontsource', `noto-sans-${script}`, 'files', `noto-sans-${script}-${script}-400-normal.woff`)

const SCRIPTS = [
  'arabic',
  'ethiopic',
  'hebrew',
  'armenian',
  'georgian',
  'bengali',
  'gujarati',
  'gurmukhi',
  'kannada',
  'khmer',
  'lao',
  'malayalam',
  'myanmar',
  'sinhala',
  'tamil',
  'telugu',
  'thai',
  'math',
  'symbols',
]

const files: [family: string, file: string][] = [
  // Latin, Cyrillic, Greek, Devanagari.
  ['Noto Sans', at('@expo-google-fonts', 'noto-sans', '400Regular', 'NotoSans_400Regular.ttf')],
  ...SCRIPTS.map((script): [string, string] => [`Noto Sans ${script}`, fontsource(script)]),
  ['Noto Sans Han', at('@embedpdf', 'fonts-sc', 'fonts', 'NotoSansHans-Regular.otf')],
  ['Nanum Gothic', at('@fontsource', 'nanum-gothic', 'files', 'nanum-gothic-korean-400-normal.woff')],
]

export const BOLD = 'Noto Sans Bold'
let families: string[] | undefined

/** Registers the fonts once; gives the families in the order in which a character looks for its glyph. */
export function fontFamilies(): string[] {
  if (families) return families
  const present = files.filter(([, file]) => existsSync(file))
  for (const [family, src] of present) Font.register({ family, src })
  Font.register({ family: BOLD, src: at('@expo-google-fonts', 'noto-sans', '700Bold', 'NotoSans_700Bold.ttf') })
  // A long word without a break (an address, a hash) is broken anywhere rather than run off the page.
  Font.registerHyphenationCallback((word) => (word.length > 30 ? (word.match(/.{1,20}/gsu) ?? [word]) : [word]))
  families = present.map(([family]) => family)
  return families
}
