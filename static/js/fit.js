export function fit() { return { parameters: {} }; }
export function adapt(hand) { return hand; }
