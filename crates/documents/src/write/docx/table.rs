//! Tables with ruled cells, head rows that come again on every page, numbers to the right.

use super::block::runs;
use super::styles::twips_mm;
use super::xml::Xml;
use crate::write::paper::{Align, Cell, Column, Row, Table};

/// A ruled table over the text width: columns keep their shares of it.
pub(super) fn table(xml: &mut Xml, table: &Table, width_mm: f64) {
    let sum: f64 = table.columns.iter().map(|column| column.mm).sum();
    let scale = if sum > width_mm { width_mm / sum } else { 1.0 };
    let width = twips_mm(sum * scale);
    xml.with("w:tbl", &[], |xml| {
        xml.with("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", "TableGrid");
            xml.leaf("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
            xml.val("w:jc", "center");
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        });
        xml.with("w:tblGrid", &[], |xml| {
            for column in &table.columns {
                xml.leaf("w:gridCol", &[("w:w", &twips_mm(column.mm * scale))]);
            }
        });
        let frame = Frame {
            columns: &table.columns,
            scale,
            pt: table.pt,
        };
        for cells in &table.head {
            frame.row(xml, cells, true, true);
        }
        for Row { cells, bold } in &table.rows {
            frame.row(xml, cells, *bold, false);
        }
    });
    // Word wants a paragraph between two tables and after the last one.
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.leaf("w:spacing", &[("w:line", "120"), ("w:lineRule", "exact")]);
        });
    });
}

struct Frame<'a> {
    columns: &'a [Column],
    scale: f64,
    pt: f64,
}

impl Frame<'_> {
    fn row(&self, xml: &mut Xml, cells: &[Cell], bold: bool, head: bool) {
        xml.with("w:tr", &[], |xml| {
            xml.with("w:trPr", &[], |xml| {
                xml.leaf("w:cantSplit", &[]);
                if head {
                    xml.leaf("w:tblHeader", &[]);
                }
            });
            let mut at = 0;
            for cell in cells {
                let span = usize::from(cell.span);
                let columns = self.columns.iter().skip(at).take(span);
                let mm: f64 = columns.map(|column| column.mm).sum();
                let align = if head {
                    Align::Center
                } else if span > 1 {
                    Align::Left
                } else {
                    self.columns
                        .get(at)
                        .map_or(Align::Left, |column| column.align)
                };
                // A row that only says whose lines follow stays with the first of them.
                let keep = head || (span > 1 && cells.len() == 1);
                self.cell(xml, cell, mm, align, Look { bold, head, keep });
                at += span;
            }
        });
    }

    fn cell(&self, xml: &mut Xml, cell: &Cell, mm: f64, align: Align, look: Look) {
        xml.with("w:tc", &[], |xml| {
            xml.with("w:tcPr", &[], |xml| {
                xml.leaf(
                    "w:tcW",
                    &[("w:w", &twips_mm(mm * self.scale)), ("w:type", "dxa")],
                );
                if cell.span > 1 {
                    xml.val("w:gridSpan", &cell.span.to_string());
                }
                if look.head {
                    xml.val("w:vAlign", "center");
                }
            });
            xml.with("w:p", &[], |xml| {
                xml.with("w:pPr", &[], |xml| {
                    if look.keep {
                        xml.leaf("w:keepNext", &[]);
                    }
                    xml.val(
                        "w:jc",
                        match align {
                            Align::Left => "left",
                            Align::Center => "center",
                            Align::Right => "right",
                        },
                    );
                });
                runs(xml, &cell.runs, Some(self.pt), look.bold);
            });
        });
    }
}

#[derive(Clone, Copy)]
struct Look {
    bold: bool,
    head: bool,
    keep: bool,
}
