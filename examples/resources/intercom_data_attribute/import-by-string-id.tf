import {
  to = intercom_data_attribute.plan
  id = "1000"
}
