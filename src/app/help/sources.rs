//! Where records come from: token, address, report.

use super::Part;

pub fn token() -> Vec<Part> {
    vec![
        Part::Text(
            "A token lets this page read state history in your name, for about an hour. Somebody who manages your CXone tenant has to make the client that tokens are for.",
        ),
        Part::Text("For the Reporting API v2 (agents are UUIDs):"),
        Part::Steps(&[
            "Ask for an OAuth client of the type “client credentials” with the scope `reporting`.",
            "Put its ID and secret in here with “Client ID and secret”, or get a token with the command below.",
            "Paste what stands after `access_token` in the answer into “Access token”.",
        ]),
        Part::Command(
            "curl -d grant_type=client_credentials -d client_id=YOUR_ID -d client_secret=YOUR_SECRET https://YOUR_DOMAIN.niceincontact.com/oauth/token",
        ),
        Part::Text("For the CXone API (agents are numbers):"),
        Part::Steps(&[
            "Register an application, which has a client ID and a secret, and make an access key in your own profile: it has an ID and a secret too.",
            "Get a token with the command below; a `=` in a key is written `%3D`.",
            "Paste what stands after `access_token` into “Access token”.",
        ]),
        Part::Command(
            "curl -u CLIENT_ID:CLIENT_SECRET -d grant_type=password -d username=KEY_ID -d password=KEY_SECRET https://cxone.niceincontact.com/auth/token",
        ),
        Part::Terms(vec![
            (
                "Sign-in failed (401)",
                "The token has expired, or belongs to another tenant. Paste a new one: what has come is kept, and loading goes on",
            ),
            (
                "May not read state history (403)",
                "The client lacks the scope `reporting`. A token that is made after the scope was added has it",
            ),
        ]),
        Part::Text(
            "A secret does not belong into a browser for every day. A proxy can hold it: then people type nothing.",
        ),
    ]
}

pub fn connection() -> Vec<Part> {
    vec![
        Part::Terms(vec![
            (
                "API or proxy URL",
                "The address before `/api` or `/incontactapi`. It looks like `https://api-na1.niceincontact.com`: `na1`, `eu1`, `au1` and others are areas. A proxy on this site may be a path, such as `/cxone`",
            ),
            ("Reporting API v2", "Agents are UUIDs; one agent or a list of them"),
            (
                "CXone API",
                "Agents are numbers; `all` shows everyone. It is the one that NICE's own SDK calls",
            ),
            (
                "Archive",
                "A folder of Parquet files that `shiftline-archive` fills every night, beside this page or elsewhere. It reaches as far back as it was filled, takes no token, and `all` shows everyone in it. What it does not have is drawn as not fetched; where it ends, an API that is connected, too, goes on",
            ),
        ]),
        Part::Text(
            "If one of the two answers “not found”, try the other. The token decides whose tenant is read.",
        ),
        Part::Text(
            "“The connection failed” can mean that your browser may not read the answer: NICE lets pages read its API only from addresses that are registered for CORS, which takes days to weeks. A browser does not say whether it was that, the network, or a wrong address. Through a proxy on the same site as this page the question does not arise.",
        ),
        Part::Text(
            "“Too many requests” and errors of the server end by themselves: the page waits as long as the server says and goes on. Resume asks again for what is missing; what has come is kept.",
        ),
        Part::Text(
            "History is usually kept for 30 to 90 days. A report or saved pages of the API reach further back.",
        ),
    ]
}

pub fn report() -> Vec<Part> {
    vec![
        Part::Text("No token is needed for a file, and it never leaves this browser."),
        Part::Steps(&[
            "In CXone, open the data download reports and choose “Agent State Log”.",
            "Choose the dates, the file format CSV, and tick “Include column headers”.",
            "Choose here the time zone of your CXone user: the report's times are in it, and the file does not say so.",
            "Drop the file anywhere on this page, or choose it with “Open files”. Several files are shown together.",
        ]),
        Part::Terms(vec![
            (
                "Columns",
                "`Agent_No`, `Start_Date`, `Working`, `Available`, `Outstate` and others are known by their names, in any order",
            ),
            (
                "Up to when",
                "These reports are made anew every five minutes, so the last minutes may be missing",
            ),
            (
                "Summer time",
                "CXone's times in it do not follow the change of clocks. Check one day that you know after the change",
            ),
            ("Day and month", "Where all dates can be read both ways, the page asks"),
        ]),
        Part::Text(
            "XML is read as well, and so are saved JSON pages of either API, Shiftline's own CSV, and tables of other products: the page then asks which column is what, and remembers it on this computer. A spreadsheet (.xlsx) has to be saved as CSV first.",
        ),
        Part::Text(
            "A schedule stands beside the states: drop a calendar (.ics), a table with agent, start, end and activity, or a pipe file of IEX, before the report, after it or with it. Names that are nobody's are listed; a small table with the columns `name` and `agent` says whose they are.",
        ),
    ]
}
