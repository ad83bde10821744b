import {
  to = intercom_company.globex
  id = "6762f07a1bb69f9f2193baea"
}
