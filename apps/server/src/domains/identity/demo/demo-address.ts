/** Where the demo provider stands, and what it knows this server by. Apart, so that naming it does not load it. */
export const demoPath = '/demo-identity'
export const demoClientId = 'gptimage-demo'
