/** Colours of bars that differ in lightness too, for people who do not see the hue. */
export const COLOURS = { enrolled: '#062f4a', accepted: '#075685', offered: '#5ba3cf', free: '#d6e9f5' }
