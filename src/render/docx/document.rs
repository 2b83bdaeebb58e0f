//! What a document holds, before it is a file.

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Lines below the title, centred: number, date, issuer.
    pub below: Vec<String>,
    /// Its pages.
    pub page: Page,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// Paper and how it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page {
    /// Its size.
    pub paper: Paper,
    /// How it lies.
    pub side: Side,
}

/// Size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm
    #[default]
    A4,
    /// 297 × 420 mm
    A3,
}

/// How paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Upright.
    #[default]
    Portrait,
    /// On its side.
    Landscape,
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading.
    Heading(Level, String),
    /// Text, its first line indented by two characters.
    Paragraph(Vec<Piece>),
    /// Small text: a legend, a footnote.
    Note(Vec<Piece>),
    /// A table.
    Table(Table),
    /// The next block begins a page.
    PageBreak,
}

impl Block {
    /// A paragraph of plain text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Block {
        Block::Paragraph(vec![Piece::plain(text)])
    }

    /// A note of plain text.
    #[must_use]
    pub fn note(text: impl Into<String>) -> Block {
        Block::Note(vec![Piece::plain(text)])
    }
}

/// Level of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 一、 in 黑体
    First,
    /// (一) in 楷体
    Second,
}

/// Text of one weight.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The text; `\n` breaks the line.
    pub text: String,
    /// Its weight.
    pub weight: Weight,
}

impl Piece {
    /// Text of ordinary weight.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Piece {
        Piece {
            text: text.into(),
            weight: Weight::Plain,
        }
    }

    /// Bold text.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Piece {
        Piece {
            text: text.into(),
            weight: Weight::Bold,
        }
    }
}

/// Weight of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Ordinary.
    Plain,
    /// Bold.
    Bold,
}

/// A table. Each row fills all columns: cells that span several count for as many.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Widths of the columns, in shares of the width of the text.
    pub widths: Vec<u32>,
    /// Rows that are repeated on each page.
    pub head: Vec<Vec<Cell>>,
    /// The other rows.
    pub rows: Vec<Vec<Cell>>,
    /// Size of its text.
    pub size: TextSize,
}

/// Size of a table's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// 小四, 12 points
    Large,
    /// 五号, 10.5 points
    #[default]
    Normal,
    /// 小五, 9 points
    Small,
    /// 六号, 7.5 points
    Tiny,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its text; `\n` breaks the line.
    pub text: String,
    /// How many columns it spans; 0 and 1 are one.
    pub span: usize,
    /// Whether it is joined with the cell above.
    pub merge: Merge,
    /// Where its text stands.
    pub align: Align,
    /// What it looks like.
    pub look: Look,
    /// How its text runs.
    pub flow: Flow,
}

impl Cell {
    /// A cell of plain text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            ..Cell::default()
        }
    }

    /// A cell of a table's head.
    #[must_use]
    pub fn head(text: impl Into<String>) -> Cell {
        Cell {
            text: text.into(),
            align: Align::Centre,
            look: Look::Head,
            ..Cell::default()
        }
    }

    /// The same cell, its text in the middle.
    #[must_use]
    pub fn centred(mut self) -> Cell {
        self.align = Align::Centre;
        self
    }

    /// The same cell over several columns.
    #[must_use]
    pub fn across(mut self, columns: usize) -> Cell {
        self.span = columns;
        self
    }

    /// The same cell, joined downward as said.
    #[must_use]
    pub fn merged(mut self, merge: Merge) -> Cell {
        self.merge = merge;
        self
    }

    /// The same cell with another look.
    #[must_use]
    pub fn looking(mut self, look: Look) -> Cell {
        self.look = look;
        self
    }

    /// The same cell, its text from top to bottom.
    #[must_use]
    pub fn vertical(mut self) -> Cell {
        self.flow = Flow::Vertical;
        self
    }
}

/// Whether cells of one column are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// The cell stands alone.
    #[default]
    None,
    /// The first of several.
    Start,
    /// Belongs to the one above.
    Continue,
}

/// Where text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// At the beginning of the line.
    #[default]
    Start,
    /// In the middle.
    Centre,
}

/// What a cell looks like. The shades are greys, so that nothing is lost in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// 仿宋
    #[default]
    Plain,
    /// 黑体 on grey: a table's head.
    Head,
    /// 楷体, bold, on light grey: a heading between rows.
    Group,
    /// 黑体 on mid grey: what must catch the eye.
    Strong,
    /// Bold.
    Bold,
}

/// How text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// From left to right.
    #[default]
    Horizontal,
    /// From top to bottom, characters upright.
    Vertical,
}
