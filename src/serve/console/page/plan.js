export async function planView(box) {}
