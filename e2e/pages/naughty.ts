/** Sets this in a page whose script runs. */
export const RAN = '__naughty'
const run = `window.${RAN}=1`

/** One of each kind of text that some program somewhere takes for more than a text. */
export const NAUGHTY = [
  ...[`'"\`\\`, "O'Brien; drop table people;--", "' or 1=1 --", '%s%n%x{0}', '$' + '{7*7}{{7*7}}<%=7*7%>#{7*7}'],
  ...[
    `<script>${run}</script>`,
    `"><img src=x onerror=${run}>`,
    `</textarea></script><svg onload=${run}>`,
    `javascript:${run}`,
  ],
  ...[
    '&lt;b&gt;&amp;',
    '<!--',
    ']]>',
    '*bold* _it_ [a](b) `c`',
    '=1+1',
    "+cmd|' /C calc'!A0",
    '-2+3',
    '@SUM(A1)',
    '＝1+1',
  ],
  ...[
    '../../etc/passwd',
    'C:\\con\\nul',
    '~/.ssh',
    '$(id)`id`|id;id',
    'Bcc: all@example.org',
    '%0d%0aBcc: x@example.org',
    '%00%FF',
  ],
  ...[
    'null',
    'undefined',
    'NaN',
    '1e309',
    '-0',
    '0x10',
    'true',
    '[object Object]',
    '{"a":["b"]}',
    '__proto__',
    'constructor',
  ],
  ...[
    '‮abc‬ اردو עברית',
    'a\u200bb\u200dc\ufeffd',
    'e\u0301 é',
    '👩‍👩‍👧‍👦🏳️‍🌈',
    'İıŞß ﬁ',
    '𠜎𠜱',
    'Z̸̢͓a̵͎l̶g̷o',
    'ＷＩＤＥ',
    '\u2028|\u2029',
    'w'.repeat(50),
  ],
  'two\r\nlines\n\tand a tab',
  'zero\0sign',
]

/** What is kept of a text that a form sends: line ends are one sign, no zero character, nothing around it. */
export const keptOf = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
