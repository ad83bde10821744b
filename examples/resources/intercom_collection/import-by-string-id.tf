import {
  to = intercom_collection.getting_started
  id = "159"
}
