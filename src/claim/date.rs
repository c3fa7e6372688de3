use super::{Agreement,When,Facet};
pub(crate) fn agree(a:&When,b:&When)->Agreement{ if a==b {Agreement::Same} else {Agreement::Differs}}
pub(crate) fn read(_:&str,_:Option<jiff::civil::Date>)->Vec<Facet>{vec![]}
