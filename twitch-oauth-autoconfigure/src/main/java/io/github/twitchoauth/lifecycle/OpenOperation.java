package io.github.twitchoauth.lifecycle;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * An operation that ends when the application closes, if not before. Signals that come
 * after its end are dropped.
 *
 * @param <T> the type of the result
 */
final class OpenOperation<T> extends BaseSubscriber<T> {

	private static final Log logger = LogFactory.getLog(OpenOperation.class);

	private static final Consumer<Throwable> LATE = (error) -> logger
		.debug("An operation failed that nobody waited for any more", error);

	private final MonoSink<T> sink;

	private final AtomicBoolean ended = new AtomicBoolean();

	OpenOperation(MonoSink<T> sink) {
		this.sink = sink;
	}

	@Override
	public Context currentContext() {
		return Context.of(this.sink.contextView()).put(ShutdownGuard.ON_ERROR_DROPPED, LATE);
	}

	@Override
	protected void hookOnNext(T value) {
		if (isFirst()) {
			this.sink.success(value);
		}
	}

	@Override
	protected void hookOnError(Throwable error) {
		if (isFirst()) {
			this.sink.error(error);
		}
	}

	@Override
	protected void hookOnComplete() {
		if (isFirst()) {
			this.sink.success();
		}
	}

	void close() {
		if (isFirst()) {
			this.sink.error(AuthorizationLifecycle.closing());
		}
	}

	private boolean isFirst() {
		return this.ended.compareAndSet(false, true);
	}

}
