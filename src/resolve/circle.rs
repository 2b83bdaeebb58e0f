//! Circles in a relation: which members must be cut for none to be left.

use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    Never,
    OnPath,
    Done,
}

/// Members of `0..count` through which the relation `next` leads back to them: with their links cut, no circle is left.
/// Walks every link once, and never calls itself.
pub fn leading_back(count: usize, next: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
    let mut seen = vec![Seen::Never; count];
    let mut back = BTreeSet::new();
    for start in 0..count {
        if seen.get(start) != Some(&Seen::Never) {
            continue;
        }
        let mut path = vec![(start, next(start).into_iter())];
        mark(&mut seen, start, Seen::OnPath);
        while let Some((here, rest)) = path.last_mut() {
            let here = *here;
            let Some(to) = rest.next() else {
                mark(&mut seen, here, Seen::Done);
                path.pop();
                continue;
            };
            match seen.get(to) {
                Some(Seen::OnPath) => {
                    back.insert(to);
                }
                Some(Seen::Never) => {
                    mark(&mut seen, to, Seen::OnPath);
                    path.push((to, next(to).into_iter()));
                }
                _ => {}
            }
        }
    }
    back
}

fn mark(seen: &mut [Seen], index: usize, to: Seen) {
    if let Some(slot) = seen.get_mut(index) {
        *slot = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_circle_is_found() {
        let links = [vec![1], vec![2, 3], vec![0], vec![3], vec![0]];
        assert_eq!(leading_back(5, |i| links[i].clone()), BTreeSet::from([0, 3]));
    }
}
