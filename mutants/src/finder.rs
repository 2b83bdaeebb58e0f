//! A file of Rust → the small mistakes that could be made in it.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ReturnType, Stmt, Type};

use crate::edits::Edits;

/// A mistake.
#[derive(Debug)]
pub struct Found {
    /// Its number.
    pub id: u32,
    /// The line, from 1.
    pub line: usize,
    /// The function around it.
    pub function: String,
    /// What is put for what.
    pub change: String,
}

/// Walks a file.
pub struct Finder<'t> {
    text: &'t str,
    next: u32,
    without: &'t BTreeSet<u32>,
    function: Vec<String>,
    /// Ranges that are negated already.
    negated: BTreeSet<usize>,
    /// The mistakes.
    pub found: Vec<Found>,
    /// How they come into the text.
    pub edits: Edits,
}

fn on(id: u32) -> String {
    format!("crate::mutant::on({id})")
}

/// Methods that answer yes or no.
const ASKING: [&str; 12] = [
    "is_empty", "is_some", "is_none", "is_ok", "is_err", "contains", "contains_key", "any", "all", "starts_with", "ends_with", "is_some_and",
];

impl<'t> Finder<'t> {
    /// Begins with a number.
    pub fn new(text: &'t str, next: u32, without: &'t BTreeSet<u32>) -> Self {
        Finder {
            text,
            next,
            without,
            function: Vec::new(),
            negated: BTreeSet::new(),
            found: Vec::new(),
            edits: Edits::default(),
        }
    }

    /// The number that the next file begins with.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// Takes the next number; `None` where that mistake does not compile. Numbers never shift.
    fn take(&mut self, at: &impl Spanned, change: String) -> Option<u32> {
        let id = self.next;
        self.next += 1;
        if self.without.contains(&id) {
            return None;
        }
        let change = change.split_whitespace().collect::<Vec<_>>().join(" ");
        self.found.push(Found {
            id,
            line: at.span().start().line,
            function: self.function.join("::"),
            change: change.chars().take(160).collect(),
        });
        Some(id)
    }

    fn piece(&self, node: &impl Spanned) -> &'t str {
        self.text.get(range(node)).unwrap_or_default()
    }

    /// The expression, or its opposite.
    fn negate(&mut self, e: &Expr) {
        let place = range(e);
        if !self.negated.insert(place.end << 32 | place.start) {
            return;
        }
        if let Some(id) = self.take(e, format!("`{}` → its opposite", self.piece(e))) {
            self.edits.wrap(place, format!("({} != (", on(id)), "))".to_owned());
        }
    }

    /// Another operator in the place of this one.
    fn swap(&mut self, e: &syn::ExprBinary, others: &[&str]) {
        for other in others {
            let (left, right) = (self.piece(&e.left), self.piece(&e.right));
            if let Some(id) = self.take(e, format!("`{}`: {} → {other}", self.piece(e), self.piece(&e.op))) {
                let assigns = other.ends_with('=') && !matches!(*other, "<=" | ">=");
                let wrong = format!("{left} {other} {right}");
                let end = if assigns { " }" } else { " })" };
                let begin = if assigns { "" } else { "(" };
                self.edits.wrap(
                    range(e),
                    format!("{begin}if {} {{ {wrong} }} else {{ ", on(id)),
                    end.to_owned(),
                );
            }
        }
    }

    /// The function's end before its beginning.
    fn answer_at_once(&mut self, signature: &syn::Signature, block: &syn::Block) {
        if signature.constness.is_some() || block.stmts.is_empty() {
            return;
        }
        let start = range(block).start + 1;
        for value in stand_ins(&signature.output) {
            if block.stmts.len() == 1 && self.piece(&block.stmts[0]).trim() == *value {
                continue;
            }
            let shown = if value.is_empty() { "nothing" } else { value };
            if let Some(id) = self.take(&signature.ident, format!("{} does {shown}", signature.ident)) {
                self.edits.insert(start, format!(" if {} {{ return {value}; }} ", on(id)));
            }
        }
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        self.function.push(signature.ident.to_string());
        self.answer_at_once(signature, block);
        if signature.constness.is_none() {
            visit::visit_block(self, block);
        }
        self.function.pop();
    }
}

fn range(node: &impl Spanned) -> Range<usize> {
    node.span().byte_range()
}

/// What a function of this type could answer without thinking.
fn stand_ins(output: &ReturnType) -> &'static [&'static str] {
    let ReturnType::Type(_, ty) = output else { return &[""] };
    let Type::Path(path) = &**ty else {
        return match &**ty {
            Type::Reference(r) if matches!(&*r.elem, Type::Path(p) if p.path.is_ident("str")) => &["\"\""],
            _ => &[],
        };
    };
    let last = path.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
    match last.as_str() {
        "bool" => &["true", "false"],
        "usize" | "u8" | "u16" | "u32" | "u64" | "i32" | "i64" | "i128" | "u128" => &["0", "1"],
        "Option" => &["None"],
        "String" | "Vec" | "BTreeSet" | "BTreeMap" | "HashMap" | "HashSet" => &["Default::default()"],
        "Result" if path.path.segments.last().is_some_and(|s| is_unit_result(&s.arguments)) => &["Ok(())"],
        _ => &[],
    }
}

fn is_unit_result(arguments: &syn::PathArguments) -> bool {
    let syn::PathArguments::AngleBracketed(a) = arguments else { return false };
    matches!(a.args.first(), Some(syn::GenericArgument::Type(Type::Tuple(t))) if t.elems.is_empty())
}

/// `if let` and its chains cannot stand inside another expression.
fn has_let(e: &Expr) -> bool {
    match e {
        Expr::Let(_) => true,
        Expr::Binary(b) => has_let(&b.left) || has_let(&b.right),
        _ => false,
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        a.path().is_ident("test")
            || a.path().is_ident("cfg") && a.parse_args::<syn::Path>().is_ok_and(|p| p.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, m: &'ast syn::ItemMod) {
        if !is_test(&m.attrs) {
            visit::visit_item_mod(self, m);
        }
    }
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        if !is_test(&f.attrs) {
            self.function(&f.sig, &f.block);
        }
    }
    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        if !is_test(&f.attrs) {
            self.function(&f.sig, &f.block);
        }
    }
    fn visit_item_impl(&mut self, i: &'ast syn::ItemImpl) {
        let of = i.trait_.as_ref().and_then(|(_, p, _)| p.segments.last().map(|s| s.ident.to_string()));
        if is_test(&i.attrs) || of.as_deref() == Some("Debug") {
            return;
        }
        self.function.push(self.piece(&i.self_ty).to_owned());
        visit::visit_item_impl(self, i);
        self.function.pop();
    }

    fn visit_stmt(&mut self, s: &'ast Stmt) {
        if let Stmt::Expr(e, Some(_)) = s
            && matches!(e, Expr::MethodCall(_) | Expr::Call(_) | Expr::Assign(_) | Expr::Try(_))
            && let Some(id) = self.take(s, format!("`{}` left out", self.piece(s)))
        {
            self.edits.wrap(range(s), format!("if !{} {{ ", on(id)), " }".to_owned());
        }
        visit::visit_stmt(self, s);
    }

    fn visit_expr_if(&mut self, e: &'ast syn::ExprIf) {
        if matches!(&*e.cond, Expr::Path(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Field(_)) {
            self.negate(&e.cond);
        }
        visit::visit_expr_if(self, e);
    }

    fn visit_expr_match(&mut self, m: &'ast syn::ExprMatch) {
        let others = m.arms.last().is_some_and(|a| a.guard.is_none() && matches!(&a.pat, syn::Pat::Wild(_)));
        for (at, arm) in m.arms.iter().enumerate() {
            match &arm.guard {
                Some((_, guard)) if !has_let(guard) => {
                    for (value, joined) in [("true", "||"), ("false", "&&")] {
                        if let Some(id) = self.take(&arm.pat, format!("guard `{}` → {value}", self.piece(guard))) {
                            let not = if value == "true" { "" } else { "!" };
                            self.edits.wrap(range(guard), format!("({not}{} {joined} (", on(id)), "))".to_owned());
                        }
                    }
                }
                None if others && at + 1 < m.arms.len() => {
                    if let Some(id) = self.take(&arm.pat, format!("arm `{}` left out", self.piece(&arm.pat))) {
                        self.edits.insert(range(&arm.pat).end, format!(" if !{}", on(id)));
                    }
                }
                _ => {}
            }
        }
        visit::visit_expr_match(self, m);
    }

    fn visit_expr_unary(&mut self, e: &'ast syn::ExprUnary) {
        if matches!(e.op, syn::UnOp::Not(_)) {
            self.negate(&Expr::Unary(e.clone()));
        }
        visit::visit_expr_unary(self, e);
    }

    fn visit_expr_method_call(&mut self, e: &'ast syn::ExprMethodCall) {
        if ASKING.iter().any(|m| e.method == m) {
            self.negate(&Expr::MethodCall(e.clone()));
        }
        visit::visit_expr_method_call(self, e);
    }

    fn visit_expr_macro(&mut self, e: &'ast syn::ExprMacro) {
        if e.mac.path.is_ident("matches") {
            self.negate(&Expr::Macro(e.clone()));
        }
    }

    fn visit_expr_binary(&mut self, e: &'ast syn::ExprBinary) {
        let whole = Expr::Binary(e.clone());
        match e.op {
            _ if has_let(&whole) => {}
            BinOp::Eq(_) | BinOp::Ne(_) => self.negate(&whole),
            BinOp::Lt(_) => self.swap(e, &["<=", ">="]),
            BinOp::Le(_) => self.swap(e, &["<", ">"]),
            BinOp::Gt(_) => self.swap(e, &[">=", "<="]),
            BinOp::Ge(_) => self.swap(e, &[">", "<"]),
            BinOp::And(_) => self.swap(e, &["||"]),
            BinOp::Or(_) => self.swap(e, &["&&"]),
            BinOp::Add(_) => self.swap(e, &["-"]),
            BinOp::Sub(_) => self.swap(e, &["+"]),
            BinOp::Mul(_) => self.swap(e, &["+"]),
            BinOp::Div(_) => self.swap(e, &["*"]),
            BinOp::BitAnd(_) => self.swap(e, &["|"]),
            BinOp::BitOr(_) => self.swap(e, &["&"]),
            BinOp::Shl(_) => self.swap(e, &[">>"]),
            BinOp::Shr(_) => self.swap(e, &["<<"]),
            BinOp::AddAssign(_) => self.swap(e, &["-="]),
            BinOp::SubAssign(_) => self.swap(e, &["+="]),
            BinOp::BitAndAssign(_) => self.swap(e, &["|="]),
            BinOp::BitOrAssign(_) => self.swap(e, &["&="]),
            _ => {}
        }
        visit::visit_expr_binary(self, e);
    }
}
