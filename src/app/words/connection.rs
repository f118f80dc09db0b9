//! The line about the connection.

words! {
    ITS_FOLDER_IS_NEEDED = "The address of its folder is needed.";
    NO_ARCHIVE_YET = "No archive yet.";
    CHOOSE_AN_ARCHIVE = "Choose an archive…";
    NEEDED_ONCE = "Needed once: your CXone API address and an access token.";
    NOT_CONNECTED_YET = "Not connected yet.";
    CONNECT = "Connect to CXone…";
    THIS_SITE = "this site";
    ARCHIVE = "Archive";
    of_place(place) = "of {place}.";
    CONNECTED = "Connected";
    to_place(place) = "to {place}.";
    NO_TOKEN_YET = "No access token yet";
    asked_when_wanted(place) = "for {place}; it is asked for when the API wants one.";
    SIGNED_OUT = "Signed out:";
    token_has_expired(place) = "the access token for {place} has expired.";
    with_your_token(place, life) = "to {place} with your access token{life}.";
    CHANGE_CONNECTION = "Change connection";
    GOOD_FOR_NO_MINUTE = ", good for less than a minute";
    token_for(time) = "token {time}";
    good_for(time) = ", good for {time}";
}
