export async function compareView(box) {}
