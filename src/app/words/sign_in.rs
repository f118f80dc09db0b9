//! Signing in.

words! {
    FORGET_IT = "Forget it";
    ACCESS_TOKEN = "Access token";
    TOKEN_BELONGS_TO = "This token belongs to ";
    USE_THAT_ADDRESS = "Use that address";
    TOKEN_HINT = "Kept in memory, sent to that address alone. Leave it empty when a proxy adds its own. ";
    HOW_TO_GET_ONE = "How to get one";
    STAY_SIGNED_IN = "Stay signed in until I close this tab";
    CLIENT_ID = "Client ID";
    CLIENT_SECRET = "Client secret";
    SECRET_HINT = "A secret in a browser is for trying things out: it is kept in memory until you leave this page and never stored. For everyday use let the proxy hold it.";
    SIGN_IN_WITH = "Sign in with";
    ACCESS_TOKEN_OR_NONE = "Access token, or none";
    CLIENT_ID_AND_SECRET = "Client ID and secret";
    SIGN_IN_FAILED = "Sign-in failed. ";
    TOKEN_HAS_EXPIRED = "The access token has expired. ";
    TOKEN_EXPIRES_AT_ONCE = "The access token expires in less than a minute. ";
    token_expires_in(time) = "The access token expires in {time}. ";
    SIGNED_IN_FOR_THIS_VISIT = "Signed in for this visit. ";
}
