//! A web page → the lines of its document: what surrounds every page of the site is taken out, tables row by row.
//!
//! Furniture is told by its tag, its role, by names such as `nav` or `share`, or by being nearly all links. The document is then the
//! innermost element that still holds nearly all that is left of the words; a heading just outside is kept.

use std::collections::BTreeSet;

use scraper::node::Element;
use scraper::{Html, Node};

use super::limits::{Limited, MAX_CELLS, MAX_DEPTH, within};
use super::table::{Cell, Paragraph, Row, Table};
use super::{Fault, Format, Line, Place, Reading, Remark, RemarkKind, encoding};
use crate::words;

type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;
type NodeId = ego_tree::NodeId;
