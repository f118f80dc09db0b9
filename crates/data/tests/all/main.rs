//! From the wire to records, over whole files and loads. One program, so that it is linked once.

mod answers;
mod attendance;
mod bare_figures;
mod bench;
mod bodies;
mod broken_text;
mod cases;
mod chaos;
mod chosen;
mod circles;
mod divided;
mod ends;
mod fetch;
mod files;
mod hostile;
mod plans;
mod repeated_hour;
mod report_rows;
mod rows;
mod siblings;
mod sim;
mod sim_answers;
mod summaries;
mod totals;
mod world;
mod zoned;
