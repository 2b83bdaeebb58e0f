export async function draftView(box) {}
