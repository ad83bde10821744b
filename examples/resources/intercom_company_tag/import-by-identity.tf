import {
  to = intercom_company_tag.acme_vip
  identity = {
    workspace_id = "ecahpwf5"
    company_id   = "6762f07a1bb69f9f2193baea"
    tag_id       = "7522907"
  }
}
