//! From the wire to records: dialects (wire formats), paging, retry, files and sample data.
