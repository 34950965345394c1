# Reference values for the unit tests of src/statistics, from R: Rscript tests/reference/statistics.R
# Needs survival and epitools. Writes statistics.json beside this file; all data are made here.

library(survival)
library(epitools)

# --- JSON, so that no further package is needed -----------------------------------------------------------------------

json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(x), '": ', parts, collapse = ", "), "}"))
  }
  if (is.character(x)) return(paste0('"', x, '"'))
  text <- ifelse(is.finite(x), sprintf("%.15g", x), "null")
  if (length(x) == 1 && !inherits(x, "AsIs")) text else paste0("[", paste(text, collapse = ", "), "]")
}

# --- Quantiles of distributions ---------------------------------------------------------------------------------------

grid <- function(fun, first, second) {
  unlist(lapply(first, function(a) lapply(second, function(b) fun(a, b))), recursive = FALSE)
}
probabilities <- c(1e-10, 0.001, 0.025, 0.1, 0.3, 0.4999, 0.501, 0.6, 0.9, 0.975, 0.995, 0.9995)

student <- grid(
  function(df, p) list(degreesOfFreedom = df, probability = p, value = qt(p, df)),
  c(0.7, 1, 2, 3, 5.5, 10, 30, 100, 1000, 1e6), probabilities
)
gammas <- grid(
  function(shape, p) list(shape = shape, share = p, value = qgamma(p, shape)),
  c(0.3, 0.5, 1, 2.5, 10, 50, 1e4, 1e6), probabilities
)
log_gammas <- lapply(c(1e-3, 0.5, 1, 1.5, 2, 7.25, 9.999, 10, 123.4, 1e6), function(x) list(x = x, value = lgamma(x)))

# --- Shares and counts ------------------------------------------------------------------------------------------------

wilson <- function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int
shares <- list(c(0, 10), c(1, 10), c(5, 10), c(10, 10), c(81, 263), c(15, 148), c(0, 20), c(1, 29), c(99990, 1e5))
wilsons <- lapply(shares, function(x) {
  limits <- wilson(x[1], x[2])
  list(successes = x[1], n = x[2], low = limits[1], high = limits[2])
})

# Newcombe (1998), method 10, from the two intervals of prop.test.
pairs <- list(
  c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29),
  c(0, 10, 0, 20), c(0, 10, 0, 10), c(10, 10, 0, 20), c(10, 10, 0, 10)
)
newcombes <- lapply(pairs, function(x) {
  one <- wilson(x[1], x[2])
  two <- wilson(x[3], x[4])
  p <- x[1] / x[2]
  q <- x[3] / x[4]
  list(
    first = list(successes = x[1], n = x[2]), second = list(successes = x[3], n = x[4]),
    low = p - q - sqrt((p - one[1])^2 + (two[2] - q)^2), high = p - q + sqrt((one[2] - p)^2 + (q - two[1])^2)
  )
})

poissons <- lapply(c(0, 1, 2, 5, 10, 57, 100, 1000, 1e5), function(count) {
  limits <- poisson.test(count)$conf.int
  list(count = count, low = limits[1], high = limits[2])
})
rates <- lapply(list(c(57, 1234.5), c(3, 400), c(0, 90)), function(x) {
  test <- poisson.test(x[1], x[2])
  list(
    duplicates = x[1], exposureDays = x[2],
    perDay = test$estimate[[1]], low = test$conf.int[1], high = test$conf.int[2]
  )
})

# --- Percentiles with open requests -----------------------------------------------------------------------------------

# Spread over 0 … 60 days with ties; the golden ratio's multiples fill an interval evenly without randomness.
even <- function(n, ratio = (sqrt(5) - 1) / 2) (seq_len(n) * ratio) %% 1
quantiles <- grid(
  function(size, share) {
    closed <- sort(round(qexp(even(size[1]), 1 / 8), 1))
    n <- sum(size)
    reach <- qnorm(0.975) * sqrt(n * share * (1 - share))
    low <- floor(n * share - reach)
    high <- ceiling(n * share + reach) + 1
    list(
      closed = I(closed), open = size[2], share = share,
      value = quantile(c(closed, rep(Inf, size[2])), share, type = 1, names = FALSE),
      lowRank = if (low >= 1) low, highRank = if (high <= n) high,
      coverage = pbinom(min(high - 1, n), n, share) - pbinom(low - 1, n, share)
    )
  },
  list(c(5, 0), c(20, 3), c(36, 0), c(60, 20), c(390, 10), c(300, 100)), c(0.1, 0.5, 0.9)
)

# --- Kaplan–Meier -----------------------------------------------------------------------------------------------------

spread <- round(qexp(even(200), 1 / 10), 1)
watched <- round(40 * even(200, sqrt(2) - 1), 1)
sets <- list(
  "ties and requests still open" = list(
    time = c(1, 1, 2, 3, 3, 3, 4, 5, 5, 6, 8, 8, 9, 11, 11, 13, 14, 16, 20, 20),
    closed = c(1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0)
  ),
  "exactly half closed between two times" = list(time = c(1, 2, 3, 4), closed = c(1, 1, 1, 1)),
  "exactly half closed at the end" = list(time = c(1, 2, 5, 6), closed = c(1, 1, 0, 0)),
  "fewer than half ever closed" = list(time = c(2, 4, 7, 9, 9, 10, 12), closed = c(1, 0, 1, 0, 0, 0, 0)),
  "all closed, some at once" = list(time = c(0, 0, 1, 2, 2, 5, 8, 9, 30), closed = rep(1, 9)),
  "the last one still open" = list(time = c(1, 2, 4, 4, 6, 7, 10, 15), closed = c(1, 1, 1, 1, 0, 1, 1, 0)),
  "two hundred" = list(time = pmin(spread, watched), closed = as.numeric(spread <= watched))
)
survivals <- grid(
  function(name, scale) {
    set <- sets[[name]]
    fit <- survfit(Surv(set$time, set$closed) ~ 1, conf.type = scale)
    seen <- fit$n.event > 0
    found <- quantile(fit, probs = c(0.25, 0.5, 0.9))
    taus <- max(set$time) * c(0.3, 0.65, 1)
    list(
      name = name, scale = scale,
      times = list(time = I(fit$time), closed = I(fit$n.event), open = I(fit$n.censor)),
      steps = list(
        time = I(fit$time[seen]), atRisk = I(fit$n.risk[seen]), survival = I(fit$surv[seen]),
        low = I(fit$lower[seen]), high = I(fit$upper[seen])
      ),
      quantiles = lapply(1:3, function(at) list(
        share = c(0.25, 0.5, 0.9)[at],
        value = found$quantile[[at]], low = found$lower[[at]], high = found$upper[[at]]
      )),
      means = lapply(taus, function(tau) {
        table <- summary(fit, rmean = tau)$table
        list(tau = tau, mean = table[["rmean"]], standardError = table[["se(rmean)"]])
      })
    )
  },
  names(sets), c("log-log", "log", "plain")
)

# --- Direct standardisation -------------------------------------------------------------------------------------------

weights <- c(500, 300, 150, 50)
on_time <- list(first = c(40, 12, 9, 3), second = c(61, 30, 2, 4))
asked <- list(first = c(50, 30, 10, 4), second = c(80, 40, 12, 6))
shares_of <- function(place) {
  share <- on_time[[place]] / asked[[place]]
  w <- weights / sum(weights)
  adjusted <- ageadjust.direct(on_time[[place]], asked[[place]], stdpop = weights)[["adj.rate"]]
  # var() of the zeros and ones themselves
  variance <- mapply(function(y, n) var(rep(c(1, 0), c(y, n - y))) / n, on_time[[place]], asked[[place]])
  list(n = asked[[place]], sum = on_time[[place]], rate = adjusted, standardError = sqrt(sum(w^2 * variance)))
}
days <- lapply(c(a = 12, b = 7, c = 30, d = 5), function(n) round(qexp(even(n, sqrt(3) - 1), 1 / 9), 1))
w <- weights / sum(weights)
direct <- list(
  weights = weights, first = shares_of("first"), second = shares_of("second"),
  days = list(
    n = lengths(days, use.names = FALSE), sum = unname(sapply(days, sum)),
    sumOfSquares = unname(sapply(days, function(x) sum(x^2))),
    rate = sum(w * sapply(days, mean)), standardError = sqrt(sum(w^2 * sapply(days, var) / lengths(days)))
  )
)

# --- Funnel and dispersion --------------------------------------------------------------------------------------------

funnels <- grid(
  function(n, level) {
    limits <- 0.7 + c(-1, 1) * qnorm(1 - (1 - level) / 2) * sqrt(1.8 * 0.7 * 0.3 / n)
    list(expectedShare = 0.7, n = n, dispersion = 1.8, level = level, low = max(0, limits[1]), high = min(1, limits[2]))
  },
  c(5, 40, 1000), c(0.95, 0.998)
)
cut <- qnorm(0.9)
winsorised <- integrate(function(z) z^2 * dnorm(z), -cut, cut, rel.tol = 1e-13)$value + 2 * 0.1 * cut^2

# ----------------------------------------------------------------------------------------------------------------------

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
result <- list(
  versions = list(
    R = paste(R.version$major, R.version$minor, sep = "."),
    survival = as.character(packageVersion("survival")), epitools = as.character(packageVersion("epitools"))
  ),
  student = student, gamma = gammas, logGamma = log_gammas, wilson = wilsons, newcombe = newcombes,
  poisson = poissons, reporting = rates, quantile = quantiles, survival = survivals, direct = direct,
  funnel = funnels, winsorisedSquare = winsorised
)
writeLines(json(result), file.path(here, "statistics.json"), useBytes = TRUE)
