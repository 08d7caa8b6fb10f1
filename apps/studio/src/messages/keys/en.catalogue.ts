/** Every sentence about keys but those that the palette says too, in ICU message form. Compiled while bundling; the keys are the identities. */
export const catalogue = {
  'keys.close': 'Close what is open',
  'keys.delete': 'Delete the picture',
  'keys.download': 'Download the picture',
  'keys.move': 'Move between pictures',
  'keys.open': 'Open the picture large',
  'keys.palette': 'Find anything to do',
  'keys.reference': 'Use a picture beside the prompt',
  'keys.select': 'Select in the library',
  'keys.select-all': 'Select all in the library',
  'keys.select-range': 'Select up to the next',
  'keys.sheet': 'Show these keys',
  'keys.writing': 'Go to the prompt, in the library to the search',
  'keys.undo': 'Take a deletion back',
} as const satisfies Record<string, string>
