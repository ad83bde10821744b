import {
  to = intercom_company_tag.acme_vip
  id = "6762f07a1bb69f9f2193baea/7522907"
}
